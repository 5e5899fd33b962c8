"""What a quantity counts or measures, one module for each kind of quantity."""
