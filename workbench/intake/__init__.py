"""From files and pasted text to drafts, paragraphs, anchors and suggestions; nothing is fetched."""
