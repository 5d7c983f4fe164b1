"""What the program is about: radiographs, greys, masks, findings. numpy and OpenCV only."""
