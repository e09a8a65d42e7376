"""The product's verbs. Alone in calling the stages, in the order in which the data flows:

article -> lines -> cards -> plan -> outbox -> publishers

workspace reads her folder; make turns articles into lines and cards; ahead turns them into rows of
the outbox; publish sends one row; rehearse does all of it on a clock that jumps. check says what
could go wrong. Each module is imported by itself, so that a command loads only what it needs.
"""
