"""What is published: stage and production repos, and the signatures of what is in them."""
