package org.trueopen.standalone.command;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.Ports;

/** What a person needs to know once everything is up. */
final class Welcome {

  private Welcome() {}

  static void print(Options options, PrintStream out) throws IOException {
    DataFolder data = options.data();
    Ports ports = options.ports();
    out.println();
    out.println("TrueOpen is up.");
    out.println("  Admin     http://localhost:" + ports.admin());
    Optional<String> password = data.firstPassword();
    if (password.isPresent()) {
      out.println("            user admin, password " + password.get());
      out.println("            (shown this once; keep it)");
    } else {
      out.println("            user admin, with the password shown at the first start");
    }
    out.println("  Ingest    http://localhost:" + ports.ingest());
    String nextHop = System.getenv().getOrDefault("INGEST_SMTP_NEXT_HOP", "");
    if (!nextHop.isBlank()) {
      out.println("  SMTP      localhost:" + ports.smtp() + ", next hop " + nextHop);
    }
    out.println("  API key   " + data.apiKey());
    out.println("  Flink     http://localhost:" + ports.flinkUi());
    out.println("  Logs      " + data.logs());
    out.println();
    out.flush();
    data.forgetFirstPassword();
  }
}
