"""Data sets, one shared label space, packs that train with numpy, OpenCV and torch alone."""
