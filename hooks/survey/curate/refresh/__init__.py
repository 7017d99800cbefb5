"""What has become of our papers since: asked at their homes, and told; nothing is changed."""
