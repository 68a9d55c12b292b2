"""Why a request is turned away before Django sees it."""


class Refused(Exception):
    """The request is answered with this status and sentence, and its connection is closed."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


class ClientLeft(Exception):
    """What was sent broke off: whoever asked is gone, or sent what cannot be read to its end."""
