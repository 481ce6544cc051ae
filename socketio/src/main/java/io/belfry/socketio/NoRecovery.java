package io.belfry.socketio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// Events are sent and forgotten, and so are sockets.
enum NoRecovery implements Recovery {
  INSTANCE;

  @Override
  public void send(Socket socket, EncodedEvent event) {
    socket.loop().execute(() -> socket.sendNow(event));
  }

  @Override
  public void send(NamespaceMembers members, Targets targets, EncodedEvent event) {
    Delivery delivery = new Delivery();
    for (Socket socket : members.select(targets)) {
      delivery.add(socket, event);
    }
    delivery.flush();
  }

  @Override
  public boolean isOn() {
    return false;
  }

  @Override
  public Optional<RecoveryClaim> claim(ObjectNode auth) {
    return Optional.empty();
  }

  @Override
  public void giveBack(RecoveryClaim claim) {}

  @Override
  public Entrance enter(Socket socket, Optional<RecoveryClaim> claim) {
    socket.namespace().members().add(socket);
    return Entrance.PLAIN;
  }

  @Override
  public Exit exit(Socket socket) {
    return Exit.NOTHING_KEPT;
  }

  @Override
  public long lastEvent() {
    return 0;
  }

  @Override
  public void expire() {}

  @Override
  public boolean isIdle() {
    return true;
  }
}
