// How long Node.js itself takes to start.
