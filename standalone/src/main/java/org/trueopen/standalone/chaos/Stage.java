package org.trueopen.standalone.chaos;

import java.util.Map;
import org.trueopen.standalone.part.StartException;
import org.trueopen.standalone.process.Supervisor;
import org.trueopen.store.StoreConfig;

/** The running product, as a bench sees it. */
public interface Stage {

  Supervisor supervisor();

  /** How to read what is stored. */
  StoreConfig store();

  /** Waits; true if a stop was asked for meanwhile. */
  boolean awaitStop(long seconds) throws InterruptedException;

  /** Stops every part, as {@code ./trueopen down} does. */
  void stopParts() throws InterruptedException;

  /** Starts every part again on the same folder; returns when all can be used. */
  void startParts() throws StartException, InterruptedException;

  /** Variables that ingest is started with beside its own, from its next start on. */
  Map<String, String> ingestVariables();
}
