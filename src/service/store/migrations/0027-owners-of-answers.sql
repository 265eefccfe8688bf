-- A response that is stored for retries no longer holds the name of its owner: an erasure that ran beside the write did not
-- find it there. A retry gets the name that the user has by then.
update idempotency_key k set answer = answer #- '{item,owner,name}'
from application_user u
where u.application_id = k.application_id and u.id = k.answer #>> '{item,owner,id}';
