package org.trueopen.standalone.part;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of one standalone; all on 127.0.0.1.
 *
 * @param offset added to every port, so that several can run side by side
 */
public record Ports(int offset) {

  public Ports {
    if (offset < 0 || offset > 50_000) {
      throw new IllegalArgumentException("--port-offset: expected 0..50000, found " + offset);
    }
  }

  public int ingest() {
    return 8080 + offset;
  }

  /** Ingest's port for health, metrics and counters. */
  public int ingestInternal() {
    return 8089 + offset;
  }

  public int admin() {
    return 8090 + offset;
  }

  /** Health and metrics of what posts to webhooks. */
  public int webhooks() {
    return 8091 + offset;
  }

  /** The admin's port for metrics. */
  public int adminInternal() {
    return 8092 + offset;
  }

  public int smtp() {
    return 2525 + offset;
  }

  public int mailbox() {
    return 2526 + offset;
  }

  public int flinkUi() {
    return 8081 + offset;
  }

  public int clickHouseHttp() {
    return 8123 + offset;
  }

  int clickHouseTcp() {
    return 9000 + offset;
  }

  public int broker() {
    return 9092 + offset;
  }

  int brokerController() {
    return 9093 + offset;
  }

  int flinkRpc() {
    return 6123 + offset;
  }

  int flinkBlobs() {
    return 6124 + offset;
  }

  /** Every port that must be free before a start, with what it is for. */
  Map<Integer, String> all(boolean ownClickHouse, Relay relay) {
    Map<Integer, String> result = new LinkedHashMap<>();
    result.put(ingest(), "ingest");
    result.put(ingestInternal(), "ingest, for the inside");
    result.put(admin(), "admin");
    result.put(adminInternal(), "admin, for the inside");
    result.put(webhooks(), "webhooks, for the inside");
    result.put(broker(), "Kafka broker");
    result.put(brokerController(), "Kafka controller");
    result.put(flinkUi(), "Flink web interface");
    result.put(flinkRpc(), "Flink JobManager");
    result.put(flinkBlobs(), "Flink job files");
    if (relay.port() > 0) {
      result.put(relay.port(), "SMTP relay");
    }
    if (relay.usesMailbox(this)) {
      result.put(mailbox(), "demo mailbox");
    }
    if (ownClickHouse) {
      result.put(clickHouseHttp(), "ClickHouse HTTP");
      result.put(clickHouseTcp(), "ClickHouse native protocol");
    }
    return result;
  }
}
