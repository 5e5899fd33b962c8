"""The question that a figure answers: thing, bearer, event, place, time, as far as the text tells."""
