"""The mark of the workbench: the poster's grid, drawn small."""

LOGO = """<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32" role="img">
<title>PPS-werkbank</title>
<rect width="32" height="32" rx="7" fill="#23527C"/>
<g fill="#fff"><rect x="6" y="6" width="5" height="12" rx="1"/><rect x="13" y="6" width="6" height="5" rx="1"/>
<rect x="13" y="13" width="6" height="5" rx="1" fill="#F08A4B"/><rect x="21" y="6" width="5" height="12" rx="1"/>
<rect x="6" y="20" width="9" height="6" rx="1" fill="#3CC79B"/><rect x="17" y="20" width="9" height="6" rx="1"/></g>
</svg>"""
