-- Cycles over the prebuilt requests of one file, and says at the end what it counted, one word a figure.
local requests = {}
local count = 0
local at = 0

function init(args)
  local file = assert(io.open(args[1], "rb"))
  for one in file:read("*a"):gmatch("(.-\r\n\r\n)") do
    count = count + 1
    requests[count] = one
  end
  file:close()
end

function request()
  at = at % count + 1
  return requests[at]
end

function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format("figures requests=%d micros=%d bytes=%d status=%d errors=%d p50=%d p99=%d\n",
    summary.requests, summary.duration, summary.bytes, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
