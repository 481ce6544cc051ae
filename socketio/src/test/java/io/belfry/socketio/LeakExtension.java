package io.belfry.socketio;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails the test class during which Netty noticed a buffer that nobody released.
///
/// Found by the service loader, so that it holds for each test of the module. Netty notices a leak
/// when the buffer was collected and another one is allocated.
public final class LeakExtension implements AfterAllCallback {
  private static final LogWatch LEAKS = new LogWatch(ResourceLeakDetector.class.getName());

  private int known;

  @Override
  public void afterAll(ExtensionContext context) {
    System.gc();
    for (int i = 0; i < 8; i++) {
      ByteBufAllocator.DEFAULT.directBuffer(1).release();
      ByteBufAllocator.DEFAULT.heapBuffer(1).release();
    }
    List<String> leaks = LEAKS.alarms();
    List<String> fresh = leaks.subList(known, leaks.size());
    known = leaks.size();
    if (!fresh.isEmpty()) {
      throw new AssertionError("leaked buffers: " + String.join("\n", fresh));
    }
  }
}
