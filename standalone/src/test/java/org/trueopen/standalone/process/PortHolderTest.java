package org.trueopen.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class PortHolderTest {

  @Test
  void aTakenPortIsNotFreeAndItsHolderIsNamed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
      assertThat(PortHolder.isFree(port)).isFalse();
      assertThat(PortHolder.describe(port))
          .startsWith("process " + ProcessHandle.current().pid() + " (")
          .contains("java");
    }
    assertThat(PortHolder.isFree(port)).isTrue();
  }
}
