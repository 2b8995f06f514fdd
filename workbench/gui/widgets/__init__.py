"""Small pieces of window that several views use."""
