"""The small drawings of the pages: icons beside words, and the shape that carries a status without colour.

Drawn on a 20 × 20 field in the colour of the text around them, so that they print, scale and follow forced colours.
"""

_RING = '<circle cx="10" cy="10" r="7.75" fill="none" stroke="currentColor" stroke-width="2"/>'
_DISC = '<circle cx="10" cy="10" r="8.75" fill="currentColor"/>'
_ON_DISC = 'fill="none" stroke="var(--paper, #fff)" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
_ON_RING = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'

SHAPES = {
    "full": _DISC,
    "most": _RING + '<path d="M10 10V4.5A5.5 5.5 0 1 1 4.5 10z" fill="currentColor"/>',
    "half": _RING + '<path d="M10 4.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>',
    "none": _RING,
    "check": _DISC + f'<path d="m6.2 10.3 2.6 2.6 5-5.4" {_ON_DISC}/>',
    "near": _RING + f'<path d="M6 10.9c1.3-1.9 2.7-1.9 4-.6s2.7 1.3 4-.6" {_ON_RING}/>',
    "cross": '<path d="M6.7 1.5h6.6l5.2 5.2v6.6l-5.2 5.2H6.7l-5.2-5.2V6.7z" fill="currentColor"/>'
    f'<path d="m7 7 6 6m0-6-6 6" {_ON_DISC}/>',
    "unknown": '<circle cx="10" cy="10" r="7.75" fill="none" stroke="currentColor" stroke-width="1.75" '
    'stroke-dasharray="2.7 2.17"/>'
    f'<path d="M7.9 8.1a2.15 2.15 0 1 1 3 2c-.6.3-.9.7-.9 1.35" {_ON_RING}/>'
    '<circle cx="10" cy="14.1" r="1.15" fill="currentColor"/>',
    "ongoing": _RING + f'<path d="M6.3 10h6.4m-2.5-2.7 2.7 2.7-2.7 2.7" {_ON_RING}/>',
    "late": _RING + f'<path d="M10 5.8V10l2.9 1.9" {_ON_RING}/>',
    "paused": _RING + f'<path d="M8 7.2v5.6M12 7.2v5.6" {_ON_RING}/>',
    "warning": '<path d="M10 1.8 19 17.7H1z" fill="currentColor" stroke="currentColor" stroke-width="1.2" '
    'stroke-linejoin="round"/>'
    f'<path d="M10 7.3v4.5M10 14.8v.01" {_ON_DISC}/>',
}

ICONS = {
    "add": "M10 4v12M4 10h12",
    "assignments": "m3 5.2 1.3 1.3L6.7 4M3 10.2l1.3 1.3L6.7 9M3 15.2l1.3 1.3 2.4-2.5M10 5.5h7M10 10.5h7M10 15.5h7",
    "bold": "M6 4h4.7a3 3 0 0 1 0 6H6zm0 6h5.4a3 3 0 0 1 0 6H6z",
    "bullets": "M8 5h9M8 10h9M8 15h9M3.8 5h.01M3.8 10h.01M3.8 15h.01",
    "calendar": "M3.5 5h13v11.5h-13zm0 3.5h13M7 3v3.5M13 3v3.5",
    "check": "m4 10.5 4 4L16 6",
    "chevron": "m5 7.5 5 5 5-5",
    "close": "m5 5 10 10M15 5 5 15",
    "copy": "M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7",
    "delete": "M3.5 5.5h13M8 5V3.5h4V5M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5",
    "down": "M10 4v12m-4.5-4.5L10 16l4.5-4.5",
    "download": "M10 3v9.5m-4-4 4 4 4-4M3.5 16.5h13",
    "control": "M10 2.5 16.5 5v5c0 4-2.7 6.4-6.5 7.7C6.2 16.4 3.5 14 3.5 10V5zM7 9.8l2.2 2.2L13.2 8",
    "edit": "M4 16l.8-3.5L13.5 3.8l2.7 2.7L7.5 15.2zM11.5 5.8l2.7 2.7",
    "economy": "M3.5 16.5h13M5 14V9.5M8.4 14V6M11.7 14v-5.5M15 14V4",
    "error": "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 6.3v4.5M10 13.7v.01",
    "figure": "M7.5 3.5 5.8 16.5M14.2 3.5l-1.7 13M3.5 7.5h13.5M3 12.5h13.5",
    "filter": "M3.5 5h13M6 10h8M8.5 15h3",
    "goals": "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zm0 4a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 10h.01",
    "history": "M3.5 4v3.5H7M3.7 7.4A7 7 0 1 1 3 10.5M10 6.5v4l2.7 1.7",
    "indicators": "M3 3.5v13h14M5.5 12.5l3.3-3.8 3 2.3L16.5 5",
    "info": "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 9v5M10 6.3v.01",
    "italic": "M8.5 4h6M5.5 16h6M12 4 8 16",
    "link": "M8.3 11.7a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-.9.9"
    "M11.7 8.3a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l.9-.9",
    "menu": "M3 5.5h14M3 10h14M3 14.5h14",
    "numbers": "M8.5 5h8.5M8.5 10h8.5M8.5 15h8.5M3 4l1.3-.8v4M3 12.5h2.2L3 15.7h2.3",
    "open": "M8 4H4v12h12v-4M11.5 3.5h5v5M16 4l-6.5 6.5",
    "person": "M10 3a3.2 3.2 0 1 0 0 6.4A3.2 3.2 0 0 0 10 3zM3.5 17c.7-3.3 3.2-5 6.5-5s5.8 1.7 6.5 5",
    "print": "M6 7.5v-4h8v4M6 14H3.5V7.5h13V14H14M6 11.5h8v5H6z",
    "redo": "M13 3.5 16.5 7 13 10.5M16 7H8.2a4.5 4.5 0 0 0 0 9H12",
    "report": "M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4M7.5 10.5h5.5M7.5 13.5h5.5",
    "left": "M16 10H4m4.5-4.5L4 10l4.5 4.5",
    "right": "M4 10h12m-4.5-4.5L16 10l-4.5 4.5",
    "search": "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l4 4",
    "settings": "M3 6h7m4 0h3M3 14h3m4 0h7M12 3.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z"
    "M8 11.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z",
    "sort": "m6.5 8 3.5-3.5L13.5 8m-7 4 3.5 3.5 3.5-3.5",
    "staff": "M7.3 4a2.6 2.6 0 1 0 0 5.2A2.6 2.6 0 0 0 7.3 4zM2.5 16c.4-2.9 2.2-4.4 4.8-4.4s4.4 1.5 4.8 4.4"
    "M13 4.3a2.4 2.4 0 0 1 0 4.7M14.2 11.9c1.9.5 3 1.9 3.3 4.1",
    "start": "M3 9.5 10 3.5l7 6M5 8.5v8h3.7v-4.5h2.6v4.5H15v-8",
    "success": "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM6.7 10.3l2.3 2.3 4.3-4.7",
    "undo": "M7 3.5 3.5 7 7 10.5M4 7h7.8a4.5 4.5 0 0 1 0 9H8",
    "up": "M10 16V4M5.5 8.5 10 4l4.5 4.5",
    "warning": "M10 3 18 16.5H2zM10 8.3v3.7M10 14.2v.01",
}
