"""stub"""
SUBJECT="sb"
def to_ud(doc): raise NotImplementedError
