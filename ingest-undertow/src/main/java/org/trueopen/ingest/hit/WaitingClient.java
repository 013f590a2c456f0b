package org.trueopen.ingest.hit;

import org.xnio.XnioIoThread;

/** Who has made a request and waits for its answer. */
interface WaitingClient {

  /** Its connection's. */
  XnioIoThread ioThread();

  /** Sends the answer. To be called once, on that thread. */
  void answer();
}
