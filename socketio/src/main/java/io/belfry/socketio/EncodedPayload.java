package io.belfry.socketio;

import java.util.List;

/// The content of an event or of an answer as bytes, to be carried to another node.
///
/// Neither copied nor checked: whoever makes one leaves the bytes alone afterwards.
///
/// @param json a JSON array in UTF-8: the arguments, of an event with its name before them; binary
///   ones are Socket.IO placeholders (`{"_placeholder":true,"num":0}`)
/// @param attachments the binary arguments, by their numbers
/// @param compressible whether it may be compressed on its way to clients
@SuppressWarnings("ArrayRecordComponent")
public record EncodedPayload(byte[] json, List<byte[]> attachments, boolean compressible) {
  /// Copies the list, but not the bytes.
  public EncodedPayload {
    attachments = List.copyOf(attachments);
  }
}
