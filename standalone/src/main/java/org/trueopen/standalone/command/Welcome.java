package org.trueopen.standalone.command;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.OperatorSettings;
import org.trueopen.standalone.part.Ports;

/** What a person needs to know once everything is up. */
final class Welcome {

  private Welcome() {}

  static void print(Options options, OperatorSettings operator, PrintStream out)
      throws IOException {
    DataFolder data = options.data();
    Ports ports = options.ports();
    out.println();
    out.println("TrueOpen is up.");
    out.println("  Admin     " + operator.shownUrl("ADMIN_BIND", ports.admin()));
    Optional<String> password = data.firstPassword();
    if (password.isPresent()) {
      out.println("            user admin, password " + password.get());
      out.println("            (shown this once; keep it)");
    } else {
      out.println("            user admin, with the password shown at the first start");
    }
    String ingest = operator.shownUrl("INGEST_BIND", ports.ingest());
    String seen = operator.publicUrl(ports);
    out.println("  Ingest    " + (seen.equals(ingest) ? seen : seen + ", by a front to " + ingest));
    String nextHop = operator.get("INGEST_SMTP_NEXT_HOP", "");
    if (!nextHop.isEmpty()) {
      String port = operator.get("INGEST_SMTP_PORT", Integer.toString(ports.smtp()));
      String relay = operator.shownHost("INGEST_SMTP_BIND") + ':' + port;
      out.println("  SMTP      " + relay + ", next hop " + nextHop);
    }
    out.println("  API key   " + data.apiKey());
    out.println("  Flink     http://localhost:" + ports.flinkUi());
    out.println("  Logs      " + data.logs());
    out.println();
    out.flush();
    data.forgetFirstPassword();
  }
}
