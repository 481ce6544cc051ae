package io.belfry.bench;

/// How a server is spoken to: what a socket says to identify itself, and the requests that make it
/// deliver something. Users are numbered from 0.
interface Dialect {
  /// The event of a transient message to all sockets.
  String TRANSIENT_EVENT = "bench";

  /// The auth object of a user's Socket.IO CONNECT packet, as JSON.
  String hello(int user);

  /// Sends a notification to one user.
  RequestTemplate send(int user);

  /// Sends an event to every socket.
  RequestTemplate broadcast();

  /// The title, message and data of a notification: 200 bytes of JSON, the mark among them.
  String NOTIFICATION =
      """
      "title":"A new comment","message":"Ann wrote: this looks good to me, but let us talk about \
      the second chapter again on Tuesday","data":{"post":4711,"mark":"%s","kind":"pages"}"""
          .formatted(Mark.BLANK);

  static String userId(int user) {
    return "u" + user;
  }
}
