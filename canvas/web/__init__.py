"""What goes round Streamlit's own server and page: the script that every page loads before Streamlit's."""
