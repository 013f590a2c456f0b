package org.trueopen.standalone.mailbox;

import java.nio.file.Path;

/** The demo's next hop as a process of its own. */
public final class MailboxMain {

  private MailboxMain() {}

  /**
   * @param args port and folder
   */
  public static void main(String[] args) {
    MailboxServer server = MailboxServer.start(Integer.parseInt(args[0]), Path.of(args[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
  }
}
