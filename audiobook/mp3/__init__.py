"""MP3 as bytes: frames, the encoder, the splice, the tag."""
