"""Mends what is no HTML in the theme's pages: two boxes and a label, in no template block that a site could replace."""

_BOXES = ('id="__drawer"', 'id="__search"')
_OFF = ' autocomplete="off"'  # means nothing on a box to tick
_LABEL = '<label class="md-nav__title" for="__toc">'


def mended(output: str) -> str:
    """A finished page without `autocomplete` on boxes, and without a label for a box that is not on the page.

    That box stands beside the page in the navigation, where not every page is.
    """
    for box in _BOXES:
        output = output.replace(box + _OFF, box, 1)
    return output if 'id="__toc"' in output else output.replace(_LABEL, _LABEL.replace(' for="__toc"', ""))
