"""What one screen asks of a study: one function a screen, a frozen dataclass out, and nothing of Streamlit."""
