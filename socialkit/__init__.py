"""socialkit: a therapist's own sentences, word for word, set as cards and posted on schedule."""
