"""How large a picture stands on a page, and its file as an SVG or an address that loads nothing."""

from base64 import b64encode

from tertial.domain.document import Picture

# As high as half a page: what is higher would leave the page before it half empty.
HIGHEST_SHARE = 0.72
SHARPEST_PIXELS_ACROSS = 900


def share_of_width(picture: Picture) -> float:
    """How much of the text's width the picture takes: all of it, less where it is high or has few pixels."""
    by_height = HIGHEST_SHARE * picture.width / picture.height
    by_sharpness = max(picture.width / SHARPEST_PIXELS_ACROSS, 0.25)
    return min(1.0, by_height, by_sharpness)


def data_address(picture: Picture) -> str:
    """The file itself as an address."""
    return f"data:{picture.media_type};base64,{b64encode(picture.content).decode('ascii')}"


def picture_svg(picture: Picture) -> str:
    """The file inside an SVG, since Typst is handed texts and no files."""
    size = f'width="{picture.width}" height="{picture.height}"'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'{size} viewBox="0 0 {picture.width} {picture.height}">'
        f'<image {size} xlink:href="{data_address(picture)}"/></svg>'
    )
