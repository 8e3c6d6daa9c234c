"""Texts as an editor might have changed them."""

import random


def edited(string: str, share: float, rng: random.Random) -> str:
    """So many of its characters replaced, left out or put in."""
    characters = list(string)
    for _ in range(max(1, round(len(characters) * share))):
        place, what = rng.randrange(len(characters)), rng.choice(["replace", "leave out", "put in"])
        if what == "leave out" and len(characters) > 1:
            del characters[place]
        else:
            characters[place : place + (what == "replace")] = [chr(rng.randrange(0x4E00, 0x5E00))]
    return "".join(characters)
