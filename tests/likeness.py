"""How alike two pictures are to the eye: structural similarity (Wang et al., IEEE Trans. Image Processing 13, 2004) in blocks."""

import numpy as np
from PIL import Image, ImageFilter

_BLOCK, _BLUR = 8, 1.5
"""Side of a block, and the blur that forgives how two painters smooth the same letter, in pixels."""
_EVEN = 20.0
"""Below this variance a block is empty paper, which is alike in all pictures."""
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def likeness(one: Image.Image, other: Image.Image) -> float:
    """How alike two pictures of one size are where either shows anything: 1 is the same, 0 is unrelated."""
    return _similar(_grey(one), _grey(other))


def likeness_within(shown: Image.Image, whole: Image.Image) -> float:
    """How alike a picture is to the place in a larger one that it is most alike to.

    Both have the same scale; the smaller lies in the middle of the larger one's width, at any height.
    """
    one, other = _grey(shown), _grey(whole)
    height, width = one.shape
    left = (other.shape[1] - width) // 2
    return max(_similar(one, other[y : y + height, left : left + width]) for y in range(other.shape[0] - height + 1))


def _grey(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.convert("L").filter(ImageFilter.GaussianBlur(_BLUR)), float)


def _similar(one: np.ndarray, other: np.ndarray) -> float:
    x, y = _blocks(one), _blocks(other)
    mean_x, mean_y, var_x, var_y = x.mean(1), y.mean(1), x.var(1), y.var(1)
    together = ((x - mean_x[:, None]) * (y - mean_y[:, None])).mean(1)
    alike = (2 * mean_x * mean_y + _C1) * (2 * together + _C2)
    alike /= (mean_x**2 + mean_y**2 + _C1) * (var_x + var_y + _C2)
    return float(alike[(var_x > _EVEN) | (var_y > _EVEN)].mean())


def _blocks(picture: np.ndarray) -> np.ndarray:
    height, width = (size // _BLOCK for size in picture.shape)
    cut = picture[: height * _BLOCK, : width * _BLOCK].reshape(height, _BLOCK, width, _BLOCK)
    return cut.swapaxes(1, 2).reshape(-1, _BLOCK * _BLOCK)
