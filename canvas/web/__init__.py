"""What goes round Streamlit's own server and page: who is let in, and what every answer says of itself."""
