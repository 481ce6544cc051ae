package io.belfry.socketio;

/// The end of an [Adapter] where what other nodes send arrives. It never blocks, and never throws.
public interface AdapterReceiver {
  /// Another node asks for something.
  void onCommand(AdapterCommand command);

  /// A node answers a request of this one; what comes too late is ignored.
  void onAnswer(AdapterAnswer answer);
}
