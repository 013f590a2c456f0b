-- What a collector of this kind records, handed to a producer that sends later: the answer does not wait for Kafka.
local producer = require "resty.kafka.producer"
local brokers = { { host = "127.0.0.1", port = tonumber(BROKER_PORT) } }
local p = producer:new(brokers, {
  producer_type = "async",
  required_acks = -1,
  flush_time = 5,
  batch_num = 2000,
  max_buffering = 200000,
})
local v = ngx.var
local sent, problem = p:send("peer-hits", nil, table.concat({
  ngx.now(), v.remote_addr, v.request_method, v.request_uri,
  v.http_user_agent or "", v.http_accept or "", v.http_accept_language or "",
}, "\t"))
if not sent then
  ngx.log(ngx.ERR, "not recorded: ", problem)
end
local h = ngx.header
h["Content-Type"] = "image/gif"
h["Content-Length"] = 43
h["Cache-Control"] = "no-cache, no-store, must-revalidate, private, max-age=0"
h["Pragma"] = "no-cache"
h["Expires"] = "0"
ngx.print(PIXEL)
