package io.belfry.socketio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.belfry.socketio.engine.EngineProtocol;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/// A client's wish to be in a namespace.
///
/// @param name the name of the namespace
/// @param query the parameters that were asked for with the name, as clients of the older protocol
///   do (`/chat?room=1`); later ones say such things in `auth`
record NamespaceRequest(String name, Map<String, List<String>> query, ObjectNode auth) {
  /// The wish that a client of the older protocol has without saying so.
  static NamespaceRequest toMain() {
    return new NamespaceRequest(Namespace.MAIN, Map.of(), JsonNodeFactory.instance.objectNode());
  }

  static NamespaceRequest of(Packet.Connect packet, EngineProtocol protocol)
      throws MalformedPacketException {
    String asked = packet.namespace();
    int query = asked.indexOf('?');
    if (protocol == EngineProtocol.V4 || query < 0) {
      return new NamespaceRequest(asked, Map.of(), packet.auth());
    }
    try {
      String name = asked.substring(0, query);
      QueryStringDecoder decoder = new QueryStringDecoder(asked.substring(query));
      return new NamespaceRequest(name, decoder.parameters(), packet.auth());
    } catch (IllegalArgumentException e) {
      throw new MalformedPacketException("the query of a namespace cannot be read");
    }
  }
}
