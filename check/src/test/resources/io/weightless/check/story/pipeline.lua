-- Sixteen requests of three kinds in one go, over and over; every response has to be the one whose turn it is.
-- That can be told on one connection only.
local bodies = {}
local turn = 0
local wrong = 0

function init(arguments)
   local requests = {}
   local function add(request, body)
      requests[#requests + 1] = request
      bodies[#bodies + 1] = body
   end
   for i = 1, 16 do
      if i % 3 == 0 then
         add(wrk.format("POST", "/echo", nil, "body " .. i), "body " .. i)
      elseif i % 3 == 1 then
         add(wrk.format("GET", "/page.txt"), "a page\n")
      else
         add(wrk.format("GET", "/plaintext"), "Hello, World!")
      end
   end
   all = table.concat(requests)
end

function request()
   return all
end

function response(status, headers, body)
   if status ~= 200 or body ~= bodies[turn % 16 + 1] then
      wrong = wrong + 1
   end
   turn = turn + 1
   answers, mistakes = turn, wrong
end

local threads = {}

function setup(thread)
   threads[#threads + 1] = thread
end

function done()
   for _, thread in ipairs(threads) do
      print("answers " .. thread:get("answers") .. " wrong " .. thread:get("mistakes"))
   end
end
