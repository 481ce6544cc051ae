package io.belfry.socketio;

/// An event that a middleware did not let through; it can still be acknowledged.
///
/// @param event the event
/// @param error why, in the words of the middleware, or what it threw
public record RejectedEvent(Event event, Exception error) {}
