package io.belfry.socketio;

/// The decision of an [EventMiddleware]; may be made from any thread, the first call counts.
public interface EventNext {
  /// Lets the event through to the next middleware, or to the listeners.
  void proceed();

  /// Drops the event, and tells the socket's error listeners ([Socket#onError]).
  void reject(Exception error);
}
