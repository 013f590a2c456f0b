package org.trueopen.standalone.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.trueopen.standalone.process.Part;

/** Where the demo's relay sends mail on to. */
final class MailboxPart implements Part {

  private static final int CONNECT_MS = 500;

  private final DataFolder data;
  private final Ports ports;

  MailboxPart(DataFolder data, Ports ports) {
    this.data = data;
    this.ports = ports;
  }

  @Override
  public String name() {
    return "mailbox";
  }

  @Override
  public ProcessBuilder command() throws IOException {
    return new JavaProcess("64m")
        .with("-XX:TieredStopAtLevel=1")
        .main(
            System.getProperty("java.class.path"),
            "org.trueopen.standalone.mailbox.MailboxMain",
            Integer.toString(ports.mailbox()),
            data.mailbox().toString());
  }

  @Override
  public boolean isReady() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.mailbox()), CONNECT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
