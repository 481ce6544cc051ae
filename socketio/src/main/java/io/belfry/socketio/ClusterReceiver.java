package io.belfry.socketio;

import io.belfry.socketio.AdapterAnswer.Ack;
import io.belfry.socketio.AdapterAnswer.Acknowledged;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does on this node what other nodes ask for.
///
/// Safe in any thread.
final class ClusterReceiver implements AdapterReceiver {
  private static final Logger log = LoggerFactory.getLogger(ClusterReceiver.class);

  private final SocketIoServer server;

  ClusterReceiver(SocketIoServer server) {
    this.server = server;
  }

  @Override
  public void onCommand(AdapterCommand command) {
    try {
      List<Namespace> audience = server.namespaces().audience(command.namespace());
      audience.forEach(namespace -> perform(namespace, command));
      if (audience.isEmpty()) {
        answerWithNothing(command);
      }
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("A command of another node failed");
    }
  }

  @Override
  public void onAnswer(AdapterAnswer answer) {
    server.cluster().onAnswer(answer);
  }

  private void perform(Namespace namespace, AdapterCommand command) {
    NamespaceMembers members = namespace.members();
    switch (command) {
      case AdapterCommand.Emit emit ->
          members.send(emit.targets(), EncodedEvent.of(emit.event()), emit.isVolatile());
      case AdapterCommand.EmitWithAck emit -> ask(members, emit);
      case AdapterCommand.Join join ->
          members.join(join.targets(), join.rooms().toArray(String[]::new));
      case AdapterCommand.Leave leave ->
          members.leave(leave.targets(), leave.rooms().toArray(String[]::new));
      case AdapterCommand.Disconnect disconnect ->
          members.disconnect(disconnect.targets(), disconnect.close());
      case AdapterCommand.Fetch fetch ->
          reply(new AdapterAnswer.Sockets(fetch.request(), members.states(fetch.targets())));
      case AdapterCommand.ServerSideEmit emit -> {
        ServerSideEvent event =
            new ServerSideEvent(
                EncodedArgs.decode(emit.event()),
                args ->
                    emit.request()
                        .ifPresent(request -> reply(new AdapterAnswer.ServerSide(request, args))));
        namespace.callServerSide(event);
      }
    }
  }

  private void answerWithNothing(AdapterCommand command) {
    switch (command) {
      case AdapterCommand.EmitWithAck emit -> reply(new Acknowledged(emit.request(), List.of(), 0));
      case AdapterCommand.Fetch fetch ->
          reply(new AdapterAnswer.Sockets(fetch.request(), List.of()));
      case AdapterCommand.Emit ignored -> {}
      case AdapterCommand.Join ignored -> {}
      case AdapterCommand.Leave ignored -> {}
      case AdapterCommand.Disconnect ignored -> {}
      case AdapterCommand.ServerSideEmit ignored -> {}
    }
  }

  private void ask(NamespaceMembers members, AdapterCommand.EmitWithAck emit) {
    members
        .ask(emit.targets(), EncodedEvent.of(emit.event()), emit.isVolatile(), emit.timeout())
        .thenAccept(
            answers -> {
              List<Ack> acks =
                  answers.answers().stream()
                      .map(
                          answer ->
                              new Ack(
                                  answer.socket(),
                                  EncodedArgs.of(answer.args().toArray()).payload()))
                      .toList();
              reply(new Acknowledged(emit.request(), acks, answers.missing()));
            });
  }

  private void reply(AdapterAnswer answer) {
    server.cluster().reply(answer);
  }
}
