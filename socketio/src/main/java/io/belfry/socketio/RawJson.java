package io.belfry.socketio;

/// An argument that is JSON already: UTF-8 bytes of one value, sent as they are.
///
/// Neither copied nor checked: whoever makes one answers for its being valid, and leaves the bytes
/// alone afterwards.
@SuppressWarnings("ArrayRecordComponent")
public record RawJson(byte[] utf8) {}
