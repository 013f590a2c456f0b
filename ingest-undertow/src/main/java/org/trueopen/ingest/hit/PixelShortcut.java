package org.trueopen.ingest.hit;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.trueopen.ingest.listen.Shortcut;
import org.trueopen.ingest.web.ClientAddresses;
import org.xnio.XnioIoThread;

/**
 * The shortest way of a pixel: its request is read as it stands, by {@link PlainHead}, and its
 * answer lies ready. What {@link HitHandler} would reject it leaves to it, as all else.
 */
public final class PixelShortcut implements Shortcut {

  private final HitHandler hits;
  private final ClientAddresses addresses;
  private final BooleanSupplier open;
  private final @Nullable RequestHeader forwarded;
  private final PixelAnswer answer = new PixelAnswer();
  private final ThreadLocal<PlainHead> heads = ThreadLocal.withInitial(PlainHead::new);

  /**
   * @param open false once connections must not be kept
   */
  public PixelShortcut(HitHandler hits, ClientAddresses addresses, BooleanSupplier open) {
    this.hits = hits;
    this.addresses = addresses;
    this.open = open;
    this.forwarded = RequestHeader.of(addresses.header());
  }

  @Override
  public boolean take(ByteBuffer bytes, int begin, int length, Client client) {
    PlainHead head = heads.get();
    if (!open.getAsBoolean() || !head.read(bytes, begin, length)) {
      return false;
    }
    Reader reader = new Reader(head, client);
    return hits.takeOpen(head.token(), reader, reader);
  }

  /** Who loads the pixel; as a request it can be asked only while its head stands there. */
  private final class Reader implements HitRequest, WaitingClient {
    private final PlainHead head;
    private final Client client;

    Reader(PlainHead head, Client client) {
      this.head = head;
      this.client = client;
    }

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String address() {
      String line = forwarded == null ? null : head.header(forwarded);
      return addresses.of(client.address(), line == null ? null : List.of(line));
    }

    @Override
    public @Nullable String first(RequestHeader header) {
      return head.header(header);
    }

    @Override
    public boolean says(RequestHeader header, String value) {
      return value.equals(head.header(header));
    }

    @Override
    public XnioIoThread ioThread() {
      return client.ioThread();
    }

    @Override
    public void answer() {
      client.answer(answer.bytes());
    }
  }
}
