"""What the tools do to the pixels of a mask, without a window: brushes, outlines, fills, clean-up, label commands.

Points are (x, y) of the file, the outer corner of the first pixel at (0, 0), so that a pixel's centre is at its index
+ 0.5; a tool reaches the pixels whose centres it covers. Tools that draw paint through a ``domain/strokes.py`` Stroke
and return the rectangle to repaint; operations on a whole label return a new mask for ``strokes.new_mask``.
"""
