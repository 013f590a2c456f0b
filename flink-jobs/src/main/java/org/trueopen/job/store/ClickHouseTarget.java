package org.trueopen.job.store;

import java.io.Serializable;
import java.net.URI;

/**
 * Where ClickHouse is and who we are there.
 *
 * @param url of its HTTP interface, as {@code http://127.0.0.1:8123}
 */
public record ClickHouseTarget(URI url, String user, String password) implements Serializable {

  @Override
  public String toString() {
    return "ClickHouseTarget[url=" + url + ", user=" + user + ", password=***]";
  }
}
