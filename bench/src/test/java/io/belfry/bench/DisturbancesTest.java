package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class DisturbancesTest {

  @Test
  void a_server_that_is_away_is_expected_and_nothing_else() {
    Disturbances disturbances = new Disturbances();
    disturbances.note(new ConnectException("Connection refused: /127.0.0.1:1"));
    disturbances.note(new IOException("recvAddress(..) failed: Connection reset by peer"));
    disturbances.note(new ClosedChannelException());
    assertThat(disturbances.lostConnections()).isEqualTo(3);
    assertThat(disturbances.errorCount()).isZero();

    disturbances.note(new ConnectException("not connected in 20 s"));
    disturbances.note(new LoadException("refused"));
    disturbances.note(new LoadException("refused"));
    assertThat(disturbances.errorCount()).isEqualTo(3);
    assertThat(disturbances.toString()).contains("refused=2");
  }
}
