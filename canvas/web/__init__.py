"""What goes round Streamlit's server and page: who is let in, what every answer says, our script in every page."""
