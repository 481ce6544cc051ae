package io.belfry.socketio;

/// A limit of the Socket.IO layer that a client can run into, for the metrics; each is a setting of
/// [SocketIoOptions]. Those of the connections below are [io.belfry.socketio.engine.EngineLimit].
public enum SocketIoLimit {
  /// `connectTimeout`: the time to be let into a first namespace.
  CONNECT_TIME,
  /// `maxNamespaces`: namespaces of one connection.
  NAMESPACES,
  /// `maxNamespaceName`: bytes of the name of a namespace.
  NAMESPACE_NAME,
  /// `maxEventName`: characters of the name of an event.
  EVENT_NAME,
  /// `maxAckId`: the number with which a client asks for an acknowledgement.
  ACK_ID,
  /// `maxPendingAcks`: acknowledgements that the server waits for on one socket.
  PENDING_ACKS,
  /// `maxAttachments`: binary attachments of one packet.
  ATTACHMENTS,
  /// `maxAttachmentBytes`: bytes of the attachments of one packet.
  ATTACHMENT_BYTES,
  /// `maxJsonDepth`: nesting of arrays and objects in one packet.
  JSON_DEPTH,
  /// `maxPendingEvents`: events of one socket that wait for its middleware.
  PENDING_EVENTS,
  /// `maxDynamicNamespaces`: namespaces that parents have made.
  DYNAMIC_NAMESPACES
}
