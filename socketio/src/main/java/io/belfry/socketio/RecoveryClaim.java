package io.belfry.socketio;

/// What a client that comes back has a right to.
///
/// @param socket its socket, as it was
/// @param from the last event that the client needs no more
record RecoveryClaim(DepartedSocket socket, long from) {}
