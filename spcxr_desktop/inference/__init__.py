"""Model packages, ONNX Runtime, gates, and the run that turns a radiograph into a ResultSet."""
