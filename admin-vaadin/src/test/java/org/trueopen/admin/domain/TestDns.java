package org.trueopen.admin.domain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** A name server on a UDP port of this machine, with the records a test publishes. */
public final class TestDns implements AutoCloseable {

  private static final int TTL_SECONDS = 60;

  private final DatagramSocket socket;
  private final Map<String, Record> records = new ConcurrentHashMap<>();
  private volatile int answer = Rcode.NOERROR;

  public TestDns() {
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("test-dns").start(this::serve);
  }

  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** A text longer than 255 bytes stands in several parts, as it must. */
  public void publishTxt(String name, String... parts) {
    put(name, new TXTRecord(name(name), DClass.IN, TTL_SECONDS, List.of(parts)));
  }

  public void publishCname(String name, String target) {
    put(name, new CNAMERecord(name(name), DClass.IN, TTL_SECONDS, name(target)));
  }

  public void remove(String name) {
    records.remove(name);
  }

  /** From now on every question is answered with this code; {@link Rcode#NOERROR} for the truth. */
  public void answerWith(int rcode) {
    answer = rcode;
  }

  private void put(String name, Record record) {
    records.put(name, record);
  }

  private void serve() {
    byte[] buffer = new byte[4096];
    while (!socket.isClosed()) {
      try {
        DatagramPacket asked = new DatagramPacket(buffer, buffer.length);
        socket.receive(asked);
        byte[] reply =
            reply(new Message(Arrays.copyOf(asked.getData(), asked.getLength()))).toWire();
        socket.send(new DatagramPacket(reply, reply.length, asked.getSocketAddress()));
      } catch (IOException e) {
        // closed, or a packet that was no question
      }
    }
  }

  private Message reply(Message query) {
    Message reply = new Message(query.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.AA);
    reply.getHeader().setFlag(Flags.RA);
    Record question = query.getQuestion();
    reply.addRecord(question, Section.QUESTION);
    Record found = records.get(question.getName().toString(true));
    if (answer != Rcode.NOERROR) {
      reply.getHeader().setRcode(answer);
    } else if (found == null) {
      reply.getHeader().setRcode(Rcode.NXDOMAIN);
    } else if (found.getType() == question.getType()) {
      reply.addRecord(found, Section.ANSWER);
    }
    return reply;
  }

  private static Name name(String name) {
    try {
      return Name.fromString(name + '.');
    } catch (org.xbill.DNS.TextParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
