"""What a command says where it does nothing."""


class RefusalError(Exception):
    """Why something is not done, in words that say what to do; `code` is the exit code."""

    def __init__(self, words: str, code: int = 1) -> None:
        super().__init__(words)
        self.code = code
